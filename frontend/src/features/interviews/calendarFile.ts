// Calendar files of interviews.
import { saveFile } from '../../shared/files/saveFile';

export const saveCalendar = (text: string): void =>
  saveFile('interview.ics', new Blob([text], { type: 'text/calendar;charset=utf-8' }));
