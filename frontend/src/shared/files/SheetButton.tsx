// Saves a list as a spreadsheet, with the filters that it is shown with.
import { Button } from '../ui/Button';
import { notify } from '../ui/notify';
import { saveSheet } from './saveFile';

interface SheetButtonProps {
  label: string;
  /** Of the file, without its ending. */
  name: string;
  read: () => Promise<{ data: string }>;
}

export function SheetButton({ label, name, read }: SheetButtonProps) {
  const save = async () => {
    try {
      const { data } = await read();
      saveSheet(`${name}.csv`, data);
    } catch (error) {
      notify({ tone: 'problem', error });
    }
  };
  return <Button onPress={() => void save()}>{label}</Button>;
}
