// Versions as three numbers.

/** Whether `found` ("1.11.4", "1.12.0-rc1") is `wanted` or newer. */
export function isAtLeast(found: string, wanted: string): boolean {
  const [have, need] = [found, wanted].map((version) => version.split(/[.-]/).map(Number)) as [number[], number[]];
  const difference = need.map((number, index) => (have[index] ?? 0) - number).find((value) => value !== 0) ?? 0;
  return difference >= 0;
}
