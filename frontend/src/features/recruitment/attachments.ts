// Files that go with an application: handed over as they are, and taken from the API with the person's token.

import { attachFile, downloadAttachment } from '../../gen';
import { byLink } from '../../shared/auth/linkToken';
import { saveFile } from '../../shared/files/saveFile';

export const FILE_LIMIT = 5 * 1024 * 1024;
export const MOST_FILES = 3;
export const FILE_KINDS = '.pdf,.docx,.odt,.txt';

export async function sendFile(token: string, file: File) {
  const { data } = await attachFile({
    headers: byLink(token),
    query: { name: file.name },
    // The client hands the body to fetch untouched, which takes a file as well as a text.
    body: file as unknown as string,
    bodySerializer: (body: unknown) => body as BodyInit,
  });
  return data;
}

export async function saveAttachment({ id, name }: { id: string; name: string }): Promise<void> {
  const { data } = await downloadAttachment({ path: { id }, parseAs: 'blob' });
  saveFile(name, data as unknown as Blob);
}
