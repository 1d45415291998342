// The functions that the state machine calls, each with what it may do and nothing else.
import { Construct } from "constructs";
import type { Environment } from "../environments";
import type { GrantableBucket, GrantableKey } from "../iam";
import { type FunctionNetwork, PipelineFunction, type PipelineFunctionProps } from "./pipeline-function";

export interface PipelineFunctionsProps {
  readonly environment: Environment;
  readonly bundles: Readonly<Record<"evaluateModel" | "predict", PipelineFunctionProps["bundle"]>>;
  readonly key: GrantableKey;
  readonly artifactsBucket: GrantableBucket;
  readonly namePrefix: string;
  readonly endpointName: string;
  /** @default outside a VPC */
  readonly network?: FunctionNetwork;
}

export class PipelineFunctions extends Construct {
  readonly evaluateModel: PipelineFunction;
  readonly predict: PipelineFunction;

  constructor(scope: Construct, id: string, props: PipelineFunctionsProps) {
    super(scope, id);
    const { environment, bundles, key, network } = props;
    const common = { environment, key, network };
    this.evaluateModel = new PipelineFunction(this, "EvaluateModel", {
      ...common,
      name: "evaluate-model",
      description: "Decides whether a trained model is good enough",
      bundle: bundles.evaluateModel,
      variables: {},
      timeoutSeconds: 60,
    });
    this.predict = new PipelineFunction(this, "Predict", {
      ...common,
      name: "predict",
      description: "Checks prediction requests and passes them to the endpoint",
      bundle: bundles.predict,
      variables: { ENDPOINT_NAME: props.endpointName, ENDPOINT_PREFIX: props.namePrefix },
      timeoutSeconds: 130,
    });
    this.allow(props);
  }

  private allow({ environment, artifactsBucket, namePrefix }: PipelineFunctionsProps): void {
    const prefix = `arn:aws:sagemaker:${environment.region}:${environment.account}`;
    artifactsBucket.grantRead(this.evaluateModel.role, "runs/");
    this.evaluateModel.role.addStatement({
      sid: "ReadModels",
      actions: ["sagemaker:DescribeModelPackage"],
      resources: [`${prefix}:model-package/${namePrefix}*`],
      wildcardReason: "An execution may name another group of this environment; versions are numbered by the registry.",
    });
    this.evaluateModel.role.addStatement({
      sid: "FindModels",
      actions: ["sagemaker:ListModelPackages"],
      resources: ["*"],
      wildcardReason: "SageMaker's list operations cannot be limited to a resource.",
    });
    this.predict.role.addStatement({
      sid: "InvokeEndpoints",
      actions: ["sagemaker:InvokeEndpoint"],
      resources: [`${prefix}:endpoint/${namePrefix}*`],
      wildcardReason: "An execution may name another endpoint of this environment.",
    });
  }
}
