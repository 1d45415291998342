import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  DescribeModelPackageCommand,
  SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import { python } from "../../../cli/paths";
import { callPredict, predict } from "../../../cli/runs/predict";
import { machineLines } from "../support/data";
import { work } from "../support/folder";
import { aws, deployed, s3 } from "../support/platform";

interface Prediction {
  readonly label: string;
  readonly probabilities: Record<string, number>;
}

/** A row of the file in the form that the predict function takes. */
function instance(line: string): Record<string, string | number> {
  const [, , type, air, process, speed, torque, wear] = line.split(",");
  return {
    Type: type!,
    "Air temperature [K]": Number(air),
    "Process temperature [K]": Number(process),
    "Rotational speed [rpm]": Number(speed),
    "Torque [Nm]": Number(torque),
    "Tool wear [min]": Number(wear),
  };
}

describe("the served model", () => {
  test("answers as the model file does when it is loaded directly", async () => {
    const rows = machineLines().slice(1, 201).map(instance);
    const served = (await predict(await deployed(), rows)) as Prediction[];
    const script = join(__dirname, "..", "support", "predict_directly.py");
    const loaded = execFileSync(python, [script, await downloadModel()], {
      input: JSON.stringify(rows),
      encoding: "utf8",
    });
    expect(served.map(({ probabilities }) => probabilities)).toEqual(JSON.parse(loaded));
  });
});

describe("bad requests", () => {
  const call = async (body: string, endpointName?: string) => {
    const { predict_function_name } = (await deployed()).training;
    const pathParameters = endpointName ? { endpointName } : { model: "machine-failure" };
    const { statusCode, body: answer } = await callPredict(aws(), predict_function_name, { body, pathParameters });
    return [statusCode, answer] as const;
  };

  test.each([
    ["malformed", '{"instances": [', 400, /JSON/],
    ["empty", "", 400, /no body/],
    ["without rows", '{"instances": []}', 400, /instances/],
    ["with a missing column", '{"instances": [{"Type": "L"}]}', 400, /Air temperature/],
    ["oversized", JSON.stringify({ instances: [["x".repeat(5 * 1024 * 1024 + 1)]] }), 413, /bytes|MB/],
  ])("%s: %#", async (_, body, status, text) => {
    const [statusCode, answer] = await call(body);
    expect(statusCode).toBe(status);
    expect(answer).toMatch(text);
  });

  test("an endpoint that does not exist", async () => {
    const { endpoint_name } = (await deployed()).outputs;
    const [statusCode, answer] = await call('{"instances": [[1]]}', `${endpoint_name}-other`);
    expect(statusCode).toBe(404);
    expect(answer).toContain(`${endpoint_name}-other`);
  });
});

/** The model.tar.gz that the endpoint serves. */
async function downloadModel(): Promise<string> {
  const sagemaker = new SageMakerClient(aws());
  const { endpoint_name } = (await deployed()).outputs;
  const { EndpointConfigName } = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: endpoint_name }));
  const { ProductionVariants } = await sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName }));
  const model = await sagemaker.send(new DescribeModelCommand({ ModelName: ProductionVariants![0]!.ModelName }));
  const container = model.PrimaryContainer ?? model.Containers![0]!;
  const uri = container.ModelDataUrl ?? (await modelDataOfPackage(sagemaker, container.ModelPackageName!));
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri)!;
  const { Body } = await s3().send(new GetObjectCommand({ Bucket, Key }));
  const file = join(work, "model.tar.gz");
  writeFileSync(file, await Body!.transformToByteArray());
  return file;
}

async function modelDataOfPackage(sagemaker: SageMakerClient, ModelPackageName: string): Promise<string> {
  const { InferenceSpecification } = await sagemaker.send(new DescribeModelPackageCommand({ ModelPackageName }));
  return InferenceSpecification!.Containers![0]!.ModelDataUrl!;
}
