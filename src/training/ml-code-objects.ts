// Uploads the jobs' Python code under a prefix that depends on its contents, so a run always finds its own version.
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { AssetType, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { codePrefix } from "../../contracts/storage";
import type { GrantableBucket } from "../iam";

export interface MlCodeObjectsProps {
  readonly bucket: GrantableBucket;
  readonly code: { readonly folder: string; readonly files: readonly string[]; readonly hash: string };
  /** The file among them that script mode uses. */
  readonly archiveName: string;
}

export class MlCodeObjects extends Construct {
  /** `s3://` URI of the folder with the single files. */
  readonly folderUri: string;
  readonly archiveUri: string;

  constructor(scope: Construct, id: string, { bucket, code, archiveName }: MlCodeObjectsProps) {
    super(scope, id);
    const { folder, files, hash } = code;
    const prefix = codePrefix(hash);
    const asset = new TerraformAsset(this, "Files", { path: folder, type: AssetType.DIRECTORY, assetHash: hash });
    for (const name of files) {
      new S3Object(this, name.replaceAll("/", "-"), {
        bucket: bucket.bucketName,
        key: `${prefix}${name}`,
        source: `${asset.path}/${name}`,
        contentType: contentType(name),
      });
    }
    this.folderUri = bucket.uri(prefix);
    this.archiveUri = bucket.uri(`${prefix}${archiveName}`);
  }
}

function contentType(name: string): string {
  if (name.endsWith(".py")) return "text/x-python";
  return name.endsWith(".gz") ? "application/gzip" : "text/plain";
}
