// `npm run smoke -- ENV`: asks what is deployed whether it works, and changes nothing.
import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { DescribeEndpointCommand, SageMakerClient } from "@aws-sdk/client-sagemaker";
import { DescribeStateMachineCommand, paginateListExecutions, SFNClient } from "@aws-sdk/client-sfn";
import { UserError } from "../../packages/errors";
import type { EnvironmentName } from "../../src/environments";
import type { Deployment } from "../deploy/deployment";
import { type Outputs, readOutputs } from "../deploy/outputs";
import { prepare } from "../deploy/prepare";
import { Steps } from "../terminal/steps";
import { bold } from "../terminal/text";
import { describeRun, type RunOutput } from "../pipeline/follow";
import { predict } from "../pipeline/predict";

export async function run({ environment: name }: { readonly environment: EnvironmentName }): Promise<number> {
  const steps = new Steps();
  console.log(`\n${bold(`Does ${name} work?`)}\n`);
  const deployment = await prepare(steps, name, { command: "smoke", readOnly: true });
  const outputs = await readOutputs(deployment);
  if (!outputs.state_machine_arn) throw new UserError(`${name} is not deployed. Deploy it: npm run deploy -- ${name}`);
  await steps.run(
    "Functions",
    () => functions(deployment, outputs),
    (names) => `${names.join(", ")} answer`,
  );
  await steps.run(
    "State machine",
    () => stateMachine(deployment, outputs),
    () => "active",
  );
  await steps.run(
    "Endpoint",
    () => endpoint(deployment, outputs),
    (text) => text,
  );
  console.log(`\n  ${name} works. ${steps.total()}\n`);
  return 0;
}

async function functions({ aws }: Deployment, outputs: Outputs): Promise<readonly string[]> {
  const names = [outputs.start_pipeline_function_name, outputs.predict_function_name];
  for (const FunctionName of names) {
    const { State } = await new LambdaClient(aws).send(new GetFunctionConfigurationCommand({ FunctionName }));
    if (State !== undefined && State !== "Active") throw new UserError(`The function ${FunctionName} is ${State}.`);
  }
  return names;
}

async function stateMachine({ aws }: Deployment, { state_machine_arn: stateMachineArn }: Outputs): Promise<void> {
  const { status } = await new SFNClient(aws).send(new DescribeStateMachineCommand({ stateMachineArn }));
  if (status !== "ACTIVE") throw new UserError(`The state machine ${stateMachineArn} is ${status}.`);
}

/** One prediction, for a row of the run that deployed the model; nothing where no model was deployed yet. */
async function endpoint({ aws }: Deployment, outputs: Outputs): Promise<string> {
  const EndpointName = outputs.endpoint_name;
  const status = await new SageMakerClient(aws).send(new DescribeEndpointCommand({ EndpointName })).then(
    ({ EndpointStatus }) => EndpointStatus,
    (error: Error) => {
      if (/could not find/i.test(error.message)) return undefined;
      throw error;
    },
  );
  if (status === undefined) return "none yet: no run has deployed a model";
  if (status !== "InService") throw new UserError(`The endpoint ${EndpointName} is ${status}, not InService.`);
  const sample = await lastSample(aws, outputs.state_machine_arn);
  if (!sample) return "in service; no run that is still remembered has a row to ask about";
  const [answer] = await predict(aws, outputs.predict_function_name, [sample]);
  return `in service, and answers ${JSON.stringify(answer)}`;
}

async function lastSample(
  aws: Deployment["aws"],
  stateMachineArn: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const client = new SFNClient(aws);
  for await (const { executions = [] } of paginateListExecutions(
    { client },
    { stateMachineArn, statusFilter: "SUCCEEDED" },
  )) {
    for (const { executionArn } of executions) {
      const { output = "{}" } = (await describeRun(aws, executionArn!)) ?? {};
      const sample = (JSON.parse(output) as RunOutput).decision?.sample?.instances?.[0];
      if (sample) return sample;
    }
  }
  return undefined;
}
