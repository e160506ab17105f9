// The concerns that I have raised: whether they are open, and what those who read them told me. My own words are not repeated.
import { listMyConcerns, type MyConcern } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import styles from './PairingPage.module.css';

export default function MyConcernsPage() {
  const t = useT();
  return (
    <>
      <PageHeader title={t('mentorships.my_concerns')} lead={t('mentorships.my_concerns.lead')} />
      <PagedList
        queryKey={['my-concerns']}
        read={async (page, signal) => (await listMyConcerns({ query: page, signal })).data}
        label={t('mentorships.my_concerns')}
        empty={
          <EmptyState
            title={t('mentorships.my_concerns.empty')}
            next={t('mentorships.my_concerns.empty_next')}
            action={
              <ButtonLink to="/my-pairings">{t('mentorships.my_concerns.pairings')}</ButtonLink>
            }
          />
        }
      >
        {(concerns) => (
          <Stack gap="l">
            {concerns.map((concern) => (
              <Raised key={concern.id} concern={concern} />
            ))}
          </Stack>
        )}
      </PagedList>
    </>
  );
}

function Raised({ concern }: { concern: MyConcern }) {
  const t = useT();
  const dates = useDates();
  const { pairing_id, pairing_title, state, told_to_reporter, created_at } = concern;
  return (
    <Card
      title={t('mentorships.my_concerns.of', { when: dates.day(created_at) })}
      aside={
        <Badge tone={state === 'open' ? 'attention' : 'neutral'}>
          {t(`mentorships.concern.state.${state}`)}
        </Badge>
      }
    >
      <Stack>
        <p>
          {t('mentorships.my_concerns.pairing')}{' '}
          <AppLink to="/pairings/$pairing_id" params={{ pairing_id }}>
            {pairing_title}
          </AppLink>
        </p>
        {told_to_reporter ? (
          <div>
            <h3>{t('mentorships.my_concerns.told')}</h3>
            <p className={styles.text}>{told_to_reporter}</p>
          </div>
        ) : (
          <p>{t(`mentorships.my_concerns.untold.${state}`)}</p>
        )}
      </Stack>
    </Card>
  );
}
