// An instrument: as a draft it is changed and published here; published it is only read, and never changes again.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { publishInstrument, updateInstrument } from '../../gen';
import { ifMatch } from '../../shared/api/etag';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { Facts } from '../../shared/ui/Facts';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { instrumentQuery } from './data';
import { InstrumentBadge } from './InstrumentBadge';
import { Preview } from './Preview';

// The form's code comes when it is asked for, so that the page itself stays light.
const InstrumentForm = lazy(async () => ({
  default: (await import('./InstrumentForm')).InstrumentForm,
}));

export default function InstrumentPage() {
  const t = useT();
  const dates = useDates();
  const queries = useQueryClient();
  const { instrument_id } = useParams({ strict: false }) as { instrument_id: string };
  const [publishing, setPublishing] = useState(false);
  const off = useDisabledReason('manage_studies');
  const may = useCan('manage_studies');
  const read = useSuspenseQuery(instrumentQuery(instrument_id)).data;
  const instrument = read.value;
  const path = { id: instrument_id };
  const draft = instrument.state === 'draft';
  const reread = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['instrument', instrument_id] }),
      queries.invalidateQueries({ queryKey: ['instruments'] }),
    ]);
  return (
    <>
      <PageHeader
        title={instrument.title}
        lead={t(draft ? 'evaluation.instrument.draft_lead' : 'evaluation.instrument.fixed_lead')}
        badge={<InstrumentBadge state={instrument.state} />}
        actions={
          draft && (
            <Button tone="primary" disabledReason={off} onPress={() => setPublishing(true)}>
              {t('evaluation.instrument.publish')}
            </Button>
          )
        }
      />
      {draft && may ? (
        <Suspense fallback={<Skeleton lines={8} />}>
          <InstrumentForm
            instrument={instrument}
            submitLabel={t('evaluation.instrument.save_draft')}
            onSave={async ({ code: _fixed, ...body }) => {
              await updateInstrument({ path, headers: ifMatch(read), body });
              await reread();
              notify({ tone: 'done', text: t('evaluation.instrument.saved') });
            }}
          />
        </Suspense>
      ) : (
        <Stack gap="l">
          <Facts
            items={[
              { term: t('evaluation.instrument.code'), value: instrument.code },
              { term: t('evaluation.instrument.version'), value: instrument.number },
              { term: t('evaluation.instrument.licence'), value: instrument.licence },
              { term: t('evaluation.instrument.citation'), value: instrument.citation },
              ...(instrument.published_at
                ? [
                    {
                      term: t('evaluation.instrument.published_at'),
                      value: dates.dateTime(instrument.published_at),
                    },
                  ]
                : []),
            ]}
          />
          <Card title={t('evaluation.preview.title')} aside={t('evaluation.preview.aside')}>
            <Preview
              items={instrument.items.map(({ required = false, choices = [], ...item }) => ({
                ...item,
                required,
                choices,
              }))}
            />
          </Card>
        </Stack>
      )}
      <ConfirmDialog
        open={publishing}
        tone="primary"
        title={t('evaluation.instrument.publish_title', { title: instrument.title })}
        loses={
          <p>{t('evaluation.instrument.publish_means', { count: instrument.items.length })}</p>
        }
        confirmLabel={t('evaluation.instrument.publish')}
        onClose={() => setPublishing(false)}
        onConfirm={async () => {
          await publishInstrument({ path });
          await reread();
          notify({ tone: 'done', text: t('evaluation.instrument.published') });
        }}
      />
    </>
  );
}
