import { cidrProblem, cidrsOverlap, subnetCidr } from "../../../src/environments/cidr";

it.each(["10.0.0.0/16", "10.1.4.0/22", "172.31.0.0/16", "192.168.0.0/16"])("accepts %s", (cidr) => {
  expect(cidrProblem(cidr)).toBeUndefined();
});

it.each([
  ["10.0.0.0/15", "a range from /16 to /22: it is split into four subnets"],
  ["10.0.0.0/23", "a range from /16 to /22: it is split into four subnets"],
  ["10.0.1.0/16", 'the first address of its range: "10.0.0.0/16"'],
  ["8.8.0.0/16", "a range within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16"],
  ["172.32.0.0/16", "a range within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16"],
  ["10.256.0.0/16", 'an IPv4 range, such as "10.20.0.0/16"'],
  ["10.0.0.0/33", 'an IPv4 range, such as "10.20.0.0/16"'],
])("refuses %s", (cidr, allowed) => {
  expect(cidrProblem(cidr)).toBe(allowed);
});

it("splits a range into quarters", () => {
  expect([0, 1, 2].map((index) => subnetCidr("10.20.0.0/16", index))).toEqual([
    "10.20.0.0/18",
    "10.20.64.0/18",
    "10.20.128.0/18",
  ]);
});

it("sees whether two ranges have an address in common", () => {
  expect(cidrsOverlap("10.0.0.0/16", "10.0.252.0/22")).toBe(true);
  expect(cidrsOverlap("10.0.0.0/16", "10.1.0.0/16")).toBe(false);
});
