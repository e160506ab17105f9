// A coordinator's own terms: until when they serve, and how to resign.
import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { TermView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { ownTermsQuery } from './reading';
import { isOver, TermDetail } from './TermCard';

const EndTermDialog = lazy(() => import('./EndTermDialog'));

export default function MyTermsPage() {
  const t = useT();
  const dates = useDates();
  const terms = useSuspenseQuery(ownTermsQuery).data;
  const [resigning, setResigning] = useState<TermView | null>(null);
  return (
    <>
      <PageHeader title={t('network.my_terms.title')} lead={t('network.my_terms.lead')} />
      {terms.length === 0 ? (
        <EmptyState title={t('network.my_terms.empty')} next={t('network.my_terms.empty_next')} />
      ) : (
        <Stack gap="l">
          {terms.map((term) => (
            <Card
              key={term.id}
              title={term.region_name}
              aside={t('network.term.span', {
                from: dates.date(term.starts_on),
                until: dates.date(term.ends_on),
              })}
            >
              <Stack>
                <TermDetail term={term} onAsk={undefined} />
                {!isOver(term) && (
                  <Button
                    tone="danger"
                    labelSuffix={`, ${term.region_name}`}
                    onPress={() => setResigning(term)}
                  >
                    {t('network.end.resign')}
                  </Button>
                )}
              </Stack>
            </Card>
          ))}
        </Stack>
      )}
      {resigning && (
        <Suspense fallback={null}>
          <EndTermDialog term={resigning} own onClose={() => setResigning(null)} />
        </Suspense>
      )}
    </>
  );
}
