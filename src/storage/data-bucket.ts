// A bucket for the platform's data, encrypted with its key, with grants by prefix.
import type { Construct } from "constructs";
import type { GrantableBucket, GrantableKey, Grantee } from "../iam";
import { PrivateBucket, type PrivateBucketProps } from "./private-bucket";

export interface DataBucketProps extends Omit<PrivateBucketProps, "keyArn"> {
  readonly key: GrantableKey;
}

const everyObject = "Objects are named by uploads and runs; the prefix is as narrow as a name known beforehand can be.";

export class DataBucket extends PrivateBucket implements GrantableBucket {
  readonly key: GrantableKey;

  constructor(scope: Construct, id: string, { key, ...props }: DataBucketProps) {
    super(scope, id, { ...props, keyArn: key.arn });
    this.key = key;
  }

  uri(path: string): string {
    return `s3://${this.bucketName}/${path}`;
  }

  grantRead(grantee: Grantee, ...prefixes: readonly string[]): void {
    this.grantObjects(grantee, "ReadObjects", ["s3:GetObject", "s3:GetObjectVersion"], prefixes);
    grantee.addStatement({ sid: "LocateBuckets", actions: ["s3:GetBucketLocation"], resources: [this.arn] });
    grantee.addStatement({
      sid: `List${this.node.id}`,
      actions: ["s3:ListBucket"],
      resources: [this.arn],
      // Object names reveal as much as the objects: runs, customers, dates.
      conditions:
        prefixes.length > 0 ? { StringLike: { "s3:prefix": prefixes.map((prefix) => `${prefix}*`) } } : undefined,
    });
    this.key.grantUse(grantee, "s3");
  }

  grantWrite(grantee: Grantee, ...prefixes: readonly string[]): void {
    this.grantObjects(grantee, "WriteObjects", ["s3:AbortMultipartUpload", "s3:PutObject"], prefixes);
    this.key.grantUse(grantee, "s3");
  }

  grantDelete(grantee: Grantee, ...prefixes: readonly string[]): void {
    this.grantObjects(grantee, "DeleteObjects", ["s3:DeleteObject"], prefixes);
  }

  private grantObjects(grantee: Grantee, sid: string, actions: readonly string[], prefixes: readonly string[]): void {
    const resources = (prefixes.length > 0 ? prefixes : [""]).map((prefix) => `${this.arn}/${prefix}*`);
    grantee.addStatement({ sid, actions, resources, wildcardReason: everyObject });
  }
}
