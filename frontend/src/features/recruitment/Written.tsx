// Plain text as somebody wrote it, with its line breaks, at a width one can read.
import styles from './Written.module.css';

export function Written({ text }: { text: string }) {
  return <p className={styles.text}>{text}</p>;
}
