// A catalogue card: one subject, its heading on the top line, what can be done with it at the foot.
import { type ReactNode, useId } from 'react';
import styles from './Card.module.css';
import { cx } from './classNames';

interface CardProps {
  title?: string;
  /** Small figure or badge at the end of the heading line. */
  aside?: ReactNode;
  footer?: ReactNode;
  /** Marks a card that waits for the person. */
  attention?: boolean;
  level?: 2 | 3;
  children: ReactNode;
}

export function Card({ title, aside, footer, attention, level = 2, children }: CardProps) {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  const content = (
    <>
      {(title || aside) && (
        <div className={styles.head}>
          {title && <Heading id={id}>{title}</Heading>}
          {aside && <div className={styles.aside}>{aside}</div>}
        </div>
      )}
      <div className={styles.body}>{children}</div>
      {footer && <div className={styles.footer}>{footer}</div>}
    </>
  );
  const className = cx(styles.card, attention && styles.attention);
  return title ? (
    <section className={className} aria-labelledby={id}>
      {content}
    </section>
  ) : (
    <div className={className}>{content}</div>
  );
}

/** Cards side by side as the width allows. */
export function CardGrid({ children }: { children: ReactNode }) {
  return <div className={styles.grid}>{children}</div>;
}
