// Splits s3://bucket/key into its parts.

export interface S3Location {
  readonly Bucket: string;
  readonly Key: string;
}

/** @throws an Error if the text is not such a URI. */
export function parseS3Uri(uri: string): S3Location {
  const match = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri);
  if (!match) throw new Error(`"${uri}" is not the location of an object. Allowed: s3://<bucket>/<key>`);
  return { Bucket: match[1]!, Key: match[2]! };
}
