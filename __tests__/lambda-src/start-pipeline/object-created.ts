// An "Object Created" event as EventBridge delivers it.

export function objectCreated(object: Record<string, unknown> = {}): object {
  return {
    version: "0",
    id: "17793124-05d4-b198-2fde-7ededc63b103",
    "detail-type": "Object Created",
    source: "aws.s3",
    account: "123456789012",
    time: "2026-01-01T00:00:00Z",
    region: "us-east-1",
    resources: ["arn:aws:s3:::data"],
    detail: {
      version: "0",
      bucket: { name: "data" },
      object: { key: "incoming/a.csv", size: 20, etag: "e", ...object },
      reason: "PutObject",
    },
  };
}
