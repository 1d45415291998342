// The data of this start: what the options name, else what is in use already, else the generated set.
import { type DataSet, generateDataSet, ownDataSet, rememberedDataSet } from "./data-set";
import { chooseTask, describe, inspect } from "./inspect";
import type { DataOptions } from "./options";

export async function chooseDataSet(
  options: DataOptions | undefined,
  python: string,
  note: (text: string) => void,
): Promise<DataSet> {
  if (options) {
    const inspection = await inspect(options);
    for (const line of describe(options, inspection)) note(line);
    return ownDataSet(options, chooseTask(options, inspection));
  }
  const remembered = rememberedDataSet();
  if (remembered?.choice) return remembered;
  return generateDataSet(python);
}
