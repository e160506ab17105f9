// A network that has no seats yet: where its task force begins.
import { useMe } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import styles from './FirstSteps.module.css';
import { PlaceLink } from './PlaceLink';
import { pageOf } from './places';

const STEPS = ['charter', 'plan', 'imports', 'seats'] as const;

export function FirstSteps() {
  const t = useT();
  const { permissions } = useMe();
  return (
    <Card title={t('today.first.title')}>
      <ol className={styles.steps}>
        {STEPS.map((step) => (
          <li key={step}>
            <PlaceLink place={pageOf(step, permissions)}>{t(`today.first.${step}`)}</PlaceLink>
            <p>{t(`today.first.${step}_why`)}</p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
