// Collects names from the pages of a list operation.

export async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
  nameOf: (item: Item) => string | undefined,
): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const page of pages) names.push(...namesOf(itemsOf(page), nameOf));
  return names;
}

/** Items without a name are left out. */
export function namesOf<Item>(
  items: readonly Item[] | undefined,
  nameOf: (item: Item) => string | undefined,
): string[] {
  return (items ?? []).flatMap((item) => nameOf(item) ?? []);
}
