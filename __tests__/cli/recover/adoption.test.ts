import { withoutAbsent } from "../../../cli/recover/adoption";

const candidate = (address: string, ...after: string[]) => ({ address, constructPath: address, id: address, after });
const rule = candidate("aws_cloudwatch_event_rule.Rule");
const lambda = candidate("aws_lambda_function.Function", "aws_iam_role.Role");
const permission = candidate("aws_lambda_permission.Permission", lambda.address, rule.address);
const all = [permission, lambda, rule];

const left = (...absent: string[]) => withoutAbsent(all, new Set(absent)).map(({ address }) => address);

it("what does not exist is left out", () => {
  expect(left(permission.address)).toEqual([lambda.address, rule.address]);
});

it("and so is what was made after it, however far", () => {
  expect(left(rule.address)).toEqual([lambda.address]);
  expect(left("aws_iam_role.Role")).toEqual([rule.address]);
});

it("all stay where all exist", () => {
  expect(left()).toEqual(all.map(({ address }) => address));
});
