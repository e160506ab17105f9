// Importing a file: handed over as it is, byte for byte, since surveys are published in more than one encoding.
import { queryOptions } from '@tanstack/react-query';
import { createImport, getImport } from '../../gen';

/** How the file is laid out. */
export type Format = 'imls-pls' | 'institutions';
export const FORMATS = ['imls-pls', 'institutions'] as const satisfies Format[];
/** As a word in the names of messages. */
export const formatWord = (format: Format) => (format === 'imls-pls' ? 'survey' : format);

export async function startImport(file: File, format: Format, dryRun: boolean) {
  const answer = await createImport({
    // The client hands the body to fetch untouched, which takes a file as well as a text.
    body: file as unknown as string,
    query: { format, dry_run: dryRun },
  });
  return answer.data;
}

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: async ({ signal }) => (await getImport({ path: { id }, signal })).data,
    staleTime: 0,
  });
