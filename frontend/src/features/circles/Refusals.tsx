// Why somebody cannot be brought there, read out when it appears.
import styles from './Circles.module.css';
import type { Refusal } from './words';
import { useRefusalWords } from './words';

export function Refusals({ refused, name }: { refused: readonly Refusal[]; name: string }) {
  const words = useRefusalWords();
  if (refused.length === 0) return null;
  const said = [...new Set(refused.map((each) => words(each, name)))];
  return (
    <div role="alert" className={styles.refused}>
      {said.map((each) => (
        <p key={each}>{each}</p>
      ))}
    </div>
  );
}
