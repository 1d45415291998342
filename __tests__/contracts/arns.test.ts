import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  arn,
  bucketArn,
  endpointServiceName,
  iamArn,
  integrationArn,
  partitionOf,
  regionalService,
} from "../../contracts/arns";

const account = "333333333333";

it.each([
  ["us-east-1", "aws"],
  ["ap-southeast-3", "aws"],
  ["cn-north-1", "aws-cn"],
  ["cn-northwest-1", "aws-cn"],
  ["us-gov-west-1", "aws-us-gov"],
])("%s is a region of %s, which every ARN names", (region, partition) => {
  const place = { account, region };
  expect(partitionOf(region).id).toBe(partition);
  expect([
    arn(place, "states", "stateMachine:x"),
    iamArn(place, "role/x"),
    bucketArn(place, "data"),
    bucketArn(place, "data", "runs/*"),
    integrationArn(place, "sns:publish"),
  ]).toEqual([
    `arn:${partition}:states:${region}:${account}:stateMachine:x`,
    `arn:${partition}:iam::${account}:role/x`,
    `arn:${partition}:s3:::data`,
    `arn:${partition}:s3:::data/runs/*`,
    `arn:${partition}:states:::sns:publish`,
  ]);
});

it("services have another domain in China, and some another prefix", () => {
  expect(regionalService({ region: "eu-west-1" }, "s3")).toBe("s3.eu-west-1.amazonaws.com");
  expect(regionalService({ region: "us-gov-west-1" }, "s3")).toBe("s3.us-gov-west-1.amazonaws.com");
  expect(regionalService({ region: "cn-north-1" }, "s3")).toBe("s3.cn-north-1.amazonaws.com.cn");
  const names = ["s3", "sns", "states", "sagemaker.api", "sagemaker.runtime"];
  expect(names.map((name) => endpointServiceName({ region: "us-gov-west-1" }, name))).toEqual(
    names.map((name) => `com.amazonaws.us-gov-west-1.${name}`),
  );
  expect(names.map((name) => endpointServiceName({ region: "cn-north-1" }, name))).toEqual([
    "com.amazonaws.cn-north-1.s3",
    "com.amazonaws.cn-north-1.sns",
    "cn.com.amazonaws.cn-north-1.states",
    "cn.com.amazonaws.cn-north-1.sagemaker.api",
    "cn.com.amazonaws.cn-north-1.sagemaker.runtime",
  ]);
});

it("no other file of the stacks or the command line writes an ARN with its partition", () => {
  const root = join(__dirname, "..", "..");
  const files = ["src", "stacks", "contracts", "cli", "lambda-src"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  const code = files.filter((file) => file.endsWith(".ts") && file !== join("contracts", "arns.ts"));
  const written = (file: string) =>
    readFileSync(join(root, file), "utf8")
      .split("\n")
      .filter((line) => /arn:aws/.test(line) && !/^ *(\/\/|\*|\/\*\*)/.test(line));
  expect(code.filter((file) => written(file).length > 0)).toEqual([]);
  expect(code.length).toBeGreaterThan(200);
});
