// Edits a draft: its words, dates and criteria. What is published stays as people have read it.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { type OpeningDetail, updateOpening } from '../../gen';
import { ifMatch, type Versioned } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { CriteriaFields, criteriaSchema } from './CriteriaFields';
import { anchorsOf, withCodes } from './criteria';
import { inNumbers, OpeningFields, openingFields, seatsSchema } from './OpeningFields';
import { openingQuery, recruitmentChanged } from './queries';
import { SeatChoice } from './SeatChoice';
import { OpeningBadge } from './states';

const schema = z.object({ seat_ids: seatsSchema, ...openingFields, criteria: criteriaSchema });

export default function EditOpeningPage() {
  const t = useT();
  const { opening_id: id = '' } = useParams({ strict: false }) as { opening_id?: string };
  const { data: opening } = useSuspenseQuery(openingQuery(id));
  const { title, state, region_name } = opening.value;
  const back = (
    <ButtonLink to="/recruitment/$opening_id" params={{ opening_id: id }}>
      {t('recruitment.edit.back')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t('recruitment.edit.title', { title })}
        lead={region_name}
        badge={<OpeningBadge state={state} />}
        actions={back}
      />
      {state === 'draft' ? (
        <EditForm opening={opening} />
      ) : (
        <EmptyState
          title={t('recruitment.edit.fixed')}
          next={t('recruitment.edit.fixed_next')}
          action={back}
        />
      )}
    </>
  );
}

function EditForm({ opening }: { opening: Versioned<OpeningDetail> }) {
  const t = useT();
  const router = useRouter();
  const { value } = opening;
  const form = useAppForm({
    schema,
    defaults: {
      seat_ids: value.seats.map(({ seat_id }) => seat_id),
      title: value.title,
      description: value.description,
      term_starts_on: value.term_starts_on,
      term_ends_on: value.term_ends_on,
      closes_on: value.closes_on,
      handover: value.handover,
      blind_review: value.blind_review,
      references_asked: String(value.references_asked),
      book_until_hours: String(value.book_until_hours),
      change_until_hours: String(value.change_until_hours),
      criteria: value.criteria.map(({ code, label, weight, anchors }) => ({
        code,
        label,
        weight: String(weight),
        anchors,
      })),
    },
    submit: async ({ criteria, ...changes }) => {
      const written = withCodes(criteria).map((one) => ({
        ...one,
        weight: Number(one.weight),
        anchors: anchorsOf(one.anchors),
      }));
      await updateOpening({
        path: { id: value.id },
        headers: ifMatch(opening),
        body: { ...changes, ...inNumbers(changes), criteria: written },
      });
      await recruitmentChanged();
      notify({ tone: 'done', text: t('recruitment.edit.saved') });
      router.history.push(`/recruitment/${value.id}`);
    },
  });
  return (
    <AppForm form={form} submitLabel={t('action.save')}>
      <Stack gap="l">
        <Card title={t('recruitment.edit.words')}>
          <Stack>
            <SeatChoice regionId={value.region_id} />
            <OpeningFields />
          </Stack>
        </Card>
        <Card title={t('recruitment.criteria.title')}>
          <Stack>
            <p>{t('recruitment.criteria.lead')}</p>
            <CriteriaFields />
          </Stack>
        </Card>
      </Stack>
    </AppForm>
  );
}
