// A field for programs that fill in everything. People never meet it: it is out of sight, out of the tab order, hidden from
// assistive technology, and marked so that password managers leave it alone.
import type { Ref } from 'react';
import styles from './Applicant.module.css';

export function Trap({ ref }: { ref: Ref<HTMLInputElement> }) {
  return (
    <div className={styles.trap} aria-hidden="true">
      <input
        ref={ref}
        name="leave_empty"
        type="text"
        tabIndex={-1}
        autoComplete="off"
        data-1p-ignore=""
        data-bwignore=""
        data-lpignore="true"
        defaultValue=""
      />
    </div>
  );
}
