// `npm run smoke -- ENV`: checks that what is deployed works, without changing anything.
import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { DescribeEndpointCommand, SageMakerClient } from "@aws-sdk/client-sagemaker";
import { DescribeStateMachineCommand, paginateListExecutions, SFNClient } from "@aws-sdk/client-sfn";
import type { RunOutput } from "../../contracts/run";
import { UserError } from "../../packages/errors";
import type { EnvironmentName } from "../../src/environments";
import { openEnvironment } from "../deploy/open-environment";
import { type DeployedModel, findDeployedModel } from "../runs/deployed-model";
import { describeRun } from "../runs/follow";
import { predict } from "../runs/predict";
import { Steps } from "../terminal/steps";
import { bold } from "../terminal/text";

export async function run({ environment: name }: { readonly environment: EnvironmentName }): Promise<number> {
  const steps = new Steps();
  console.log(`\n${bold(`Does ${name} work?`)}\n`);
  const models = await steps.run(
    "Models",
    () => deployedModels(name),
    (found) => found.map(({ model }) => model).join(", "),
  );
  await steps.run(
    "Functions",
    () => functions(models[0]!),
    (names) => `${names.join(", ")} answer`,
  );
  for (const model of models) {
    await steps.run(
      model.model,
      async () => {
        await stateMachine(model);
        return endpoint(model);
      },
      (text) => text,
    );
  }
  console.log(`\n  ${name} works. ${steps.total()}\n`);
  return 0;
}

async function deployedModels(name: EnvironmentName): Promise<readonly DeployedModel[]> {
  const place = await openEnvironment(name);
  const all = await Promise.all(Object.keys(place.environment.models).map((model) => findDeployedModel(place, model)));
  const deployed = all.filter((model) => model !== undefined);
  if (deployed.length > 0) return deployed;
  throw new UserError(`No model is deployed to ${name}. Deploy it: npm run deploy -- ${name}`);
}

async function functions({ aws, training }: DeployedModel): Promise<readonly string[]> {
  const names = [
    training.start_pipeline_function_name,
    training.evaluate_model_function_name,
    training.predict_function_name,
  ];
  for (const FunctionName of names) {
    const { State } = await new LambdaClient(aws).send(new GetFunctionConfigurationCommand({ FunctionName }));
    if (State !== undefined && State !== "Active") throw new UserError(`The function ${FunctionName} is ${State}.`);
  }
  return names;
}

async function stateMachine({ aws, outputs }: DeployedModel): Promise<void> {
  const stateMachineArn = outputs.state_machine_arn;
  const { status } = await new SFNClient(aws).send(new DescribeStateMachineCommand({ stateMachineArn }));
  if (status !== "ACTIVE") throw new UserError(`The state machine ${stateMachineArn} is ${status}.`);
}

/** One prediction, for a row from the run that deployed the model; none if no model has been deployed yet. */
async function endpoint(model: DeployedModel): Promise<string> {
  const EndpointName = model.outputs.endpoint_name;
  const status = await new SageMakerClient(model.aws).send(new DescribeEndpointCommand({ EndpointName })).then(
    ({ EndpointStatus }) => EndpointStatus,
    (error: Error) => {
      if (/could not find/i.test(error.message)) return undefined;
      throw error;
    },
  );
  if (status === undefined) return "no endpoint yet: no run has deployed a model";
  if (status !== "InService") throw new UserError(`The endpoint ${EndpointName} is ${status}, not InService.`);
  const sample = await lastSample(model);
  if (!sample) return "in service; not tested: no run in the history has a sample row";
  const [answer] = await predict(model, [sample]);
  return `in service, and answers ${JSON.stringify(answer)}`;
}

async function lastSample({ aws, outputs }: DeployedModel): Promise<Readonly<Record<string, unknown>> | undefined> {
  const client = new SFNClient(aws);
  const succeeded = { stateMachineArn: outputs.state_machine_arn, statusFilter: "SUCCEEDED" } as const;
  for await (const { executions = [] } of paginateListExecutions({ client }, succeeded)) {
    for (const { executionArn } of executions) {
      const { output = "{}" } = (await describeRun(aws, executionArn!)) ?? {};
      const sample = (JSON.parse(output) as Partial<RunOutput>).decision?.sample?.instances?.[0];
      if (sample) return sample;
    }
  }
  return undefined;
}
