// Checks EventBridge schedule expressions, which the service would otherwise refuse only during the deployment.

/** What would be allowed instead; undefined if the expression is valid. */
export function scheduleProblem(expression: string): string | undefined {
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression);
  if (rate) {
    const [, count, unit, plural] = rate;
    if (Number(count) === 0) return "a rate of at least 1";
    const right = Number(count) === 1 ? "" : "s";
    return plural === right
      ? undefined
      : `"rate(${count} ${unit}${right})": EventBridge wants the ${right ? "plural" : "singular"}`;
  }
  const cron = /^cron\((.+)\)$/.exec(expression);
  if (!cron) return '"rate(<n> minutes|hours|days)" or "cron(<six fields>)"';
  const fields = cron[1]!.trim().split(/\s+/);
  if (fields.length !== 6) return `six fields (minute hour day-of-month month day-of-week year), not ${fields.length}`;
  if ((fields[2] === "?") === (fields[4] === "?")) return 'exactly one "?": in day-of-month or in day-of-week';
  return undefined;
}
