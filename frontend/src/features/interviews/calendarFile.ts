// Hands a calendar file that was read with a token to the browser; a plain link would carry no token.
export function saveCalendar(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'interview.ics';
  link.click();
  // The browser reads the address after the press, so it must live a moment longer.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
