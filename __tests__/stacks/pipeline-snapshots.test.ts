// What a reviewer of the pipeline stack has to look at. Hashes of code and the list of Python files are left out: they
// change with every edit there, and are no decision about infrastructure.
import { environmentNames } from "../../src/environments";
import { environment } from "../support/environments";
import { aslOf } from "../support/pipeline-definition";
import { pipelineTemplate } from "../support/pipeline-stack";

function withoutHashes(value: unknown): unknown {
  const text = JSON.stringify(value, (key, inner: unknown) =>
    key === "aws_s3_object" || key === "definition" ? undefined : inner,
  );
  return JSON.parse(
    text
      .replace(/[0-9A-F]{32}|[0-9a-f]{64}/g, "<hash>")
      .replace(/code\/[0-9a-f]{16}/g, "code/<hash>")
      .replace(/"aws_s3_object\.[^"]*",?/g, "")
      .replace(/,\]/g, "]"),
  );
}

describe.each(environmentNames)("%s", (name) => {
  it("pipeline", () => expect(withoutHashes(pipelineTemplate(environment(name)).snapshot)).toMatchSnapshot());
});

// These two differ in all that an environment decides: approval, spot, kind of endpoint.
it.each(["dev", "prod"] as const)("state machine of %s", (name) => {
  expect(aslOf(environment(name))).toMatchSnapshot();
});
