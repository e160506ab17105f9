// The head of a page: the stage with its number, the title that takes the focus on arrival, what it is for, what one can do.
import { type ReactNode, useEffect } from 'react';
import { arrive } from '../a11y/arrival';
import { useT } from '../i18n/useT';
import { useCurrentPage } from '../routing/page';
import { stageOf } from '../routing/stages';
import styles from './PageHeader.module.css';

interface PageHeaderProps {
  title: string;
  /** What this page is for, in a sentence. */
  lead?: ReactNode;
  /** State badges and the like, beside the title. */
  badge?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, lead, badge, actions }: PageHeaderProps) {
  const t = useT();
  const stageId = useCurrentPage()?.stage;
  useEffect(() => {
    document.title = t('page.document_title', { title });
  }, [title, t]);
  // The heading may come after its data; whoever waits for it is called then.
  useEffect(arrive, []);
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        {stageId && (
          <p className={styles.stage}>
            <span className={styles.number} aria-hidden="true">
              {stageOf(stageId).number}
            </span>
            {t(`stage.${stageId}`)}
          </p>
        )}
        <div className={styles.line}>
          <h1 tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {badge}
        </div>
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
