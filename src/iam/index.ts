// Permissions: typed statements, policies built from them, and roles that collect what is granted to them.
export type { GrantableBucket, GrantableKey, Grantee, KeyUser } from "./grants";
export { PolicyDocument } from "./policy-document";
export { ServiceRole, type ServicePrincipal, type ServiceRoleProps } from "./service-role";
export type { Conditions, PolicyStatement, ResourcePolicyStatement } from "./statement";
