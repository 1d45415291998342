// Small CSV files, the same on every run.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { work } from "./folder";

/** mulberry32: a seeded generator of numbers from 0 to 1. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function write(name: string, lines: readonly string[]): string {
  const folder = join(work, "data");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, lines.map((line) => `${line}\n`).join(""));
  return file;
}

/** Prices that depend on size and town, or on nothing at all. */
export function houses(name: string, predictable: boolean): string {
  const next = random(7);
  const rows = Array.from({ length: 600 }, (_, index) => {
    const [size, rooms, town] = [40 + 160 * next(), Math.ceil(6 * next()), next() < 0.5 ? "Ulm" : "Kiel"];
    const price = predictable
      ? 2000 * size + 9000 * rooms + (town === "Ulm" ? 60_000 : 0) + 5000 * next()
      : 1e6 * next();
    return [`H${index}`, size.toFixed(1), rooms, town, Math.round(price)].join(",");
  });
  return write(name, ["id,size,rooms,town,price", ...rows]);
}

/** Three species, distinguished by size and colour: a text target with more than two values. */
export function flowers(name: string): string {
  const next = random(11);
  const species = [
    ["setosa", 1.4, "white"],
    ["versicolor", 4.2, "blue"],
    ["virginica", 5.6, "violet"],
  ] as const;
  const rows = Array.from({ length: 450 }, (_, index) => {
    const [label, length, colour] = species[index % 3]!;
    return [(length + next() - 0.5).toFixed(2), (length / 3 + next() / 4).toFixed(2), colour, label].join(",");
  });
  return write(name, ["petal length,petal width,colour,species", ...rows]);
}

/** The first rows of the generated AI4I set: enough of both classes, and quick to train on. */
export function fewMachines(name: string, rows: number): string {
  return write(name, machineLines().slice(0, rows + 1));
}

export function machineLines(): string[] {
  return readFileSync(join(work, ".local", "data", "ai4i2020.csv"), "utf8")
    .trim()
    .split("\n");
}
