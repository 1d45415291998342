// What Terraform uploads: made at synth when it is stale (docs/adr/0009).
export { bundleLambda, type LambdaBundle } from "./lambda-bundle";
export { archiveName, bundleMlCode, type MlCode } from "./ml-code";
