// What the evidence says: each finding with the result it cites.
import { listFindings } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { AppLink } from '../../shared/routing/AppLink';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PagedList } from '../../shared/ui/PagedList';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import styles from './Evidence.module.css';
import { useEvidenceWords } from './words';

export default function FindingsPage() {
  const t = useT();
  const dates = useDates();
  const words = useEvidenceWords();
  return (
    <>
      <PageHeader title={t('evaluation.findings.title')} lead={t('evaluation.findings.lead')} />
      <PagedList
        queryKey={['findings']}
        label={t('evaluation.findings.title')}
        read={async (query, signal) => (await listFindings({ query, signal })).data}
        empty={
          <EmptyState
            title={t('evaluation.findings.empty')}
            next={t('evaluation.findings.empty_next')}
          />
        }
      >
        {(rows) => (
          <Stack>
            {rows.map((finding) => (
              <Card
                key={finding.id}
                title={finding.title}
                aside={dates.day(finding.created_at)}
                footer={
                  <AppLink to={`/findings/${finding.id}`}>
                    {t('evaluation.findings.open', { title: finding.title })}
                  </AppLink>
                }
              >
                <Stack gap="s">
                  <p className={styles.prompt}>{finding.statement}</p>
                  <p className={styles.note}>
                    {t('evaluation.findings.cites', {
                      prompt: finding.cited_result.prompt,
                      wave: finding.wave_name,
                    })}{' '}
                    {words.summary(finding.cited_result)}
                  </p>
                </Stack>
              </Card>
            ))}
          </Stack>
        )}
      </PagedList>
    </>
  );
}
