import { DeleteEndpointCommand, ListEndpointsCommand, SageMakerClient } from "@aws-sdk/client-sagemaker";
import { cli, succeed } from "../support/cli";
import { houses } from "../support/data";
import { aws, stackOutputs, uploadAndFollow } from "../support/platform";

const endpoints = async () => (await new SageMakerClient(aws()).send(new ListEndpointsCommand({}))).Endpoints!;

describe("npm start with data of one's own", () => {
  test("a regression that cannot be learnt ends in RejectedByQualityGate, with no endpoint", async () => {
    const { endpoint_name } = await stackOutputs();
    await new SageMakerClient(aws()).send(new DeleteEndpointCommand({ EndpointName: endpoint_name }));
    const { output } = await succeed("start", "--data", houses("noise.csv", false), "--target", "price");
    expect(output).toContain("600 rows, 5 columns, nothing missing");
    expect(output).toMatch(/task regression: /);
    expect(output).toMatch(/"id" looks like an identifier: .*--drop "id"/);
    expect(output).toMatch(/✔ Pipeline run +RejectedByQualityGate/);
    expect(output).toMatch(/Metric +r2 -?0\.\d{4} {3}baseline .* threshold 0\.7000/);
    expect(output).toContain("a model below the gate is not deployed");
    expect(output).not.toContain("Prediction");
    expect(await endpoints()).toEqual([]);
  });

  test("a regression that can be learnt is deployed", async () => {
    const run = await uploadAndFollow(houses("houses.csv", true));
    expect(run.states.at(-1)!.name).toBe("Deployed");
    expect(run.output!.decision!.value).toBeGreaterThan(0.7);
    expect(await endpoints()).toMatchObject([{ EndpointStatus: "InService" }]);
  });

  test("all mistakes in the options at once", async () => {
    const { code, output } = await cli(
      "start",
      "--data",
      houses("noise.csv", false),
      "--target",
      "cost",
      "--drop",
      "street",
    );
    expect(code).toBe(1);
    expect(output).toContain(
      `npm start: 2 problems
  - --target: got "cost"; allowed: a column of the file: id, size, rooms, town, price
  - --drop: got "street"; allowed: a column of the file: id, size, rooms, town, price
`,
    );
  });
});
