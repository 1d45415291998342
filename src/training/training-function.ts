// A Lambda function that all models share: its code, its role, its log.
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { AssetType, type ITerraformDependable, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { codePrefix } from "../../contracts/storage";
import type { Environment } from "../environments";
import { shortLogRetention, suppressChecks } from "../suppressions";
import { type GrantableBucket, type GrantableKey, ServiceRole } from "../iam";
import { nameIn } from "../scope";

/** The network of functions that run in a VPC. */
export interface FunctionNetwork {
  readonly subnetIds: string[];
  readonly securityGroupId: string;
  /** Until these exist, members of the security group cannot reach anything. */
  readonly rules: readonly ITerraformDependable[];
}

export interface TrainingFunctionProps {
  readonly environment: Environment;
  /** The function's folder in lambda-src. */
  readonly name: string;
  readonly description: string;
  /** A zip file that contains index.js, and the hash of its contents. */
  readonly bundle: { readonly path: string; readonly hash: string };
  /** Lambda fetches the code from here. */
  readonly codeBucket: GrantableBucket;
  readonly variables: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  /** Encrypts the log. */
  readonly key: GrantableKey;
  /** @default outside a VPC */
  readonly network?: FunctionNetwork;
}

export class TrainingFunction extends Construct {
  readonly arn: string;
  readonly functionName: string;
  /** For grants: the permissions of the function. */
  readonly role: ServiceRole;

  constructor(scope: Construct, id: string, props: TrainingFunctionProps) {
    super(scope, id);
    const { environment, name, network } = props;
    const functionName = nameIn(environment, "lambdaFunction", name);
    const logGroup = new CloudwatchLogGroup(this, "LogGroup", {
      name: `/aws/lambda/${functionName}`,
      retentionInDays: environment.logRetentionDays,
      kmsKeyId: props.key.arn,
    });
    suppressChecks(logGroup, shortLogRetention(environment));
    this.role = new ServiceRole(this, "Role", {
      environment,
      name: [name],
      service: "lambda.amazonaws.com",
      description: `Function ${name}: ${props.description}`,
    });
    allowLogsAndTraces(this.role, logGroup.arn);
    if (network) allowNetworkInterfaces(this.role);

    const { path, hash } = props.bundle;
    const asset = new TerraformAsset(this, "Asset", { path, type: AssetType.FILE, assetHash: hash });
    // Through S3: the provider creates functions that it uploads itself one after the other, six seconds each.
    const code = new S3Object(this, "Code", {
      bucket: props.codeBucket.bucketName,
      key: `${codePrefix(hash)}${name}.zip`,
      source: asset.path,
      contentType: "application/zip",
    });
    const resource = new LambdaFunction(this, "Resource", {
      functionName,
      description: props.description,
      role: this.role.arn,
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      s3Bucket: code.bucket,
      s3Key: code.key,
      sourceCodeHash: hash,
      memorySize: 512,
      timeout: props.timeoutSeconds,
      environment: { variables: { ...props.variables } },
      tracingConfig: { mode: "Active" },
      vpcConfig: network && { subnetIds: network.subnetIds, securityGroupIds: [network.securityGroupId] },
      // Without them the first call would create its own log group, or fail.
      dependsOn: [logGroup, ...this.role.permissions, ...(network?.rules ?? [])],
    });
    suppressChecks(resource, {
      CKV_AWS_115:
        "Reserved concurrency is taken from what the whole account has, and the deployment fails where too little would be left; calls come from state machines and from uploads, and predictions end at the endpoint's own limit.",
      CKV_AWS_116:
        "Only start-pipeline is called asynchronously, and its failed calls go to the failure topic (an on-failure destination); the others answer to their callers.",
      CKV_AWS_117: network
        ? undefined
        : "This environment keeps functions outside the VPC (ADR 0005): they reach AWS over TLS, and with nothing but their role.",
      CKV_AWS_173: "The variables are names and ARNs, no secrets; Lambda encrypts them with its own key.",
      CKV_AWS_272:
        "The code is bundled from this repository at synth, its hash is part of the reviewed plan, and only the deploy role may replace it; a signing profile would sign whatever that role uploads.",
    });
    this.arn = resource.arn;
    this.functionName = resource.functionName;
  }
}

function allowLogsAndTraces(role: ServiceRole, logGroupArn: string): void {
  role.addStatement({
    sid: "WriteLog",
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [`${logGroupArn}:*`],
    wildcardReason: "The streams of this one log group; Lambda makes up their names.",
  });
  role.addStatement({
    sid: "SendTraces",
    actions: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
    resources: ["*"],
    wildcardReason: "X-Ray knows no resources for these actions.",
  });
}

/** What Lambda needs to attach a function to a VPC (its guide, "required IAM permissions"). */
function allowNetworkInterfaces(role: ServiceRole): void {
  role.addStatement({
    sid: "AttachToVpc",
    actions: [
      "ec2:AssignPrivateIpAddresses",
      "ec2:CreateNetworkInterface",
      "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
      "ec2:UnassignPrivateIpAddresses",
    ],
    resources: ["*"],
    wildcardReason: "Lambda checks these permissions on all resources before it takes a function into a VPC.",
  });
}
