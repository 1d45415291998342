// Formats predictions as text: JSON, or CSV with one line for each row.

/** For a classification; a regression predicts numbers. */
interface Label {
  readonly label: string;
  readonly score: number;
  readonly probabilities: Readonly<Record<string, number>>;
}

export function predictionsAsJson(predictions: readonly unknown[]): string {
  return `[\n${predictions.map((prediction) => `  ${JSON.stringify(prediction)}`).join(",\n")}\n]`;
}

/** `prediction`, or `label,score` and one column for the probability of each class. */
export function predictionsAsCsv(predictions: readonly unknown[]): string {
  const [first] = predictions;
  if (!isLabel(first)) return ["prediction", ...predictions.map((value) => cell(value))].join("\n");
  const classes = Object.keys(first.probabilities);
  const header = ["label", "score", ...classes.map((name) => `probability of ${name}`)];
  const lines = (predictions as readonly Label[]).map(({ label, score, probabilities }) => [
    label,
    score,
    ...classes.map((name) => probabilities[name]),
  ]);
  return [header, ...lines].map((line) => line.map(cell).join(",")).join("\n");
}

function isLabel(prediction: unknown): prediction is Label {
  return typeof prediction === "object" && prediction !== null && "label" in prediction;
}

function cell(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
