// Hands what was read with the person's token to the browser as a file: a plain link would carry no token.
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address after the press, so it must live a moment longer.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A table that a spreadsheet opens. */
export const saveSheet = (name: string, text: string): void =>
  saveFile(name, new Blob([text], { type: 'text/csv;charset=utf-8' }));
