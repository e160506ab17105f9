// All of a list that is short by nature, such as the plan's objectives; long ones are walked by `PagedList`.
interface Page<Row> {
  data: { items: Row[]; next_cursor?: string | null };
}

const LARGEST = 200;

export async function everyPage<Row>(
  read: (query: { limit: number; cursor?: string }) => Promise<Page<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const { data } = await read({ limit: LARGEST, ...(cursor ? { cursor } : {}) });
    rows.push(...data.items);
    cursor = data.next_cursor ?? undefined;
  } while (cursor);
  return rows;
}
