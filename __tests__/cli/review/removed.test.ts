import { withRemoved } from "../../../cli/review/removed";

test("the comment ends with what is deployed but no longer in the code, and the command that removes it", () => {
  expect(withRemoved("## Plan for dev\n", "dev", ["model-churn"])).toBe(
    "## Plan for dev\n\n🔵 model-churn is deployed, but no longer in the code. To remove: `npm run destroy -- dev model-churn`\n",
  );
});

test("where every deployed stack is in the code, it stays as it is", () => {
  expect(withRemoved("## Plan for dev\n", "dev", [])).toBe("## Plan for dev\n");
});
