// Formats amounts: dollars with cents, quantities and unit prices without noise.

/** `1,234.50 USD` */
export function dollars(usd: number): string {
  return `${amount(usd)} USD`;
}

/** `1,234.50`; more than nothing but less than a cent is `<0.01`. */
export function amount(usd: number): string {
  if (usd > 0 && usd < 0.005) return "<0.01";
  return usd.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** At most three decimals, as many as needed; smaller amounts are `<0.001`. */
export function quantity(units: number): string {
  if (units > 0 && units < 0.0005) return "<0.001";
  return units.toLocaleString("en-US", { maximumFractionDigits: 3 });
}

/** `0.0000133334`, never in exponential notation. */
export function unitPrice(usd: number): string {
  return usd.toLocaleString("en-US", { maximumFractionDigits: 12, useGrouping: false });
}
