import type { Estimate } from "../estimate";
import { amount, quantity, unitPrice } from "../format";
import { report } from "../report";

const line = { type: "t", unit: "hour", unitPrice: 0.5, certainty: "published" } as const;
const estimate: Estimate = {
  status: "estimated",
  monthly: 1500,
  lines: [
    { ...line, address: "t.A", what: "Machine", quantity: 1000, monthly: 500 },
    { ...line, address: "t.B", what: "Machine", quantity: 2000, monthly: 1000 },
  ],
  byUsage: [
    { ...line, address: "t.A", what: "Calls", unit: "1M calls", certainty: "estimate", needs: ["monthly_calls"] },
  ],
  unknown: [{ address: "u.C", type: "u", reason: "u has no pricer" }],
  pricesAsOf: "2026-01-31",
};

test("sums up by stack and kind, then lists what has no sum", () => {
  const stacks = [{ stack: "network", estimate }];
  expect(report({ environment: "dev", region: "us-east-1", monthly: 1500, pricesAsOf: "2026-01-31", stacks })).toBe(
    `Monthly cost of "dev" in us-east-1, in US dollars

                 quantity  unit  unit price  USD/month
  network                                     1,500.00
    2 × Machine     3,000  hour         0.5   1,500.00
  Total                                       1,500.00

Depends on usage, and is not in the total (a usage file says how much: --usage FILE):
  network  Calls  0.5 per 1M calls (estimate)  monthly_calls

Unknown, and not in the total:
  network  u.C  u has no pricer

Prices as of 2026-01-31 or newer, before free tiers, discounts and taxes.
1 of these prices: read on a public page (the entry's source) that took it from AWS.
1 of these prices: sources are indirect or disagree: the entry says what it is based on.`,
  );
});

test("amounts never look like nothing when they are something", () => {
  expect([0, 0.001, 0.005, 1234.5, -3].map(amount)).toEqual(["0.00", "<0.01", "0.01", "1,234.50", "-3.00"]);
  expect([0, 0.00002, 0.0005, 8760].map(quantity)).toEqual(["0", "<0.001", "0.001", "8,760"]);
  expect([1, 0.0000133334, 0.01].map(unitPrice)).toEqual(["1", "0.0000133334", "0.01"]);
});
