import { delimiter, join } from "node:path";
import { clientEnvironment } from "../../../cli/local-aws/clients";
import { root } from "../../../cli/paths";

const server = {
  pid: 1,
  port: 5566,
  url: "https://127.0.0.1:5566",
  startedAt: "",
  account: "444444444444",
  saved: false,
  processFolders: [],
  environment: { AWS_ENDPOINT_URL: "https://127.0.0.1:5566", AWS_ACCESS_KEY_ID: "LOCALKEY", AWS_REGION: "us-east-1" },
};

test("nothing of the person's own AWS and Terraform settings reaches a client of the local AWS", () => {
  const environment = clientEnvironment(server, {
    AWS_PROFILE: "production",
    AWS_SESSION_TOKEN: "secret",
    AWS_REGION: "eu-central-1",
    TF_WORKSPACE: "prod",
    TF_CLI_ARGS_apply: "-var=x",
    TF_DATA_DIR: "/elsewhere",
    TF_LOG: "debug",
    HOME: "/home/me",
    PATH: "/usr/bin",
  });
  expect(environment).toMatchObject({
    ...server.environment,
    TF_WORKSPACE: "local",
    LOCAL_AWS_ACCOUNT: "444444444444",
    TF_LOG: "debug",
    HOME: "/home/me",
    CHECKPOINT_DISABLE: "1",
  });
  for (const name of ["AWS_PROFILE", "AWS_SESSION_TOKEN", "TF_CLI_ARGS_apply", "TF_DATA_DIR"]) {
    expect(environment).not.toHaveProperty(name);
  }
  expect(environment.TF_CLI_CONFIG_FILE).toBe(join(root, ".local", "terraform.rc"));
});

test("the project's own programs come first on the PATH", () => {
  expect(clientEnvironment(server, { PATH: "/usr/bin" }).PATH!.split(delimiter)).toEqual([
    join(root, "node_modules", ".bin"),
    join(root, ".tools", "terraform"),
    join(root, ".venv", "bin"),
    "/usr/bin",
  ]);
});
