// A referee, by the mailed link: writes a few sentences about an applicant, or declines. Reading changes nothing.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import {
  declineReference,
  getPublicReference,
  type PublicReferenceView,
  writeReference,
} from '../../gen';
import { expectArrival } from '../../shared/a11y/arrival';
import { ApiProblem } from '../../shared/api/problem';
import { byLink, useLinkToken } from '../../shared/auth/linkToken';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { TEXT } from './applicationFields';

export default function ReferencePage() {
  const t = useT();
  const token = useLinkToken();
  if (!token)
    return (
      <PageHeader
        title={t('recruitment.link.incomplete')}
        lead={t('recruitment.link.incomplete_next')}
      />
    );
  return <Reference key={token} token={token} />;
}

function Reference({ token }: { token: string }) {
  const t = useT();
  const [answered, setAnswered] = useState<'received' | 'declined' | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['reference', token],
    queryFn: async ({ signal }) =>
      (await getPublicReference({ headers: byLink(token), signal })).data,
    // An answer uses the link up; what was read before it stays on the page.
    enabled: answered === null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (answered && data)
    return (
      <PageHeader
        title={t(`recruitment.reference.${answered}`)}
        lead={t(`recruitment.reference.${answered}_next`, { name: data.applicant_name })}
      />
    );
  if (error) {
    if (error instanceof ApiProblem && [401, 403, 404].includes(error.status))
      return (
        <PageHeader
          title={t('recruitment.link.over')}
          lead={t('recruitment.reference.link_over_next')}
        />
      );
    return (
      <Stack>
        <PageHeader title={t('recruitment.reference.title')} />
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Stack>
    );
  }
  if (!data) return <Skeleton heading lines={6} />;
  if (!data.still_read)
    return (
      <PageHeader
        title={t('recruitment.reference.not_needed')}
        lead={t('recruitment.reference.not_needed_next', { name: data.applicant_name })}
      />
    );
  const done = (what: 'received' | 'declined') => {
    expectArrival();
    window.scrollTo(0, 0);
    setAnswered(what);
  };
  return <ReferenceForm asked={data} token={token} onAnswered={done} />;
}

interface ReferenceFormProps {
  asked: PublicReferenceView;
  token: string;
  onAnswered: (what: 'received' | 'declined') => void;
}

const schema = z.object({
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(TEXT)),
  relation: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  known_for_years: z
    .string()
    .check(
      z.trim(),
      z.minLength(1),
      z.regex(/^([0-7]?[0-9]|80)$/, 'recruitment.reference.years_range'),
    ),
});

function ReferenceForm({ asked, token, onAnswered }: ReferenceFormProps) {
  const t = useT();
  const [declining, setDeclining] = useState(false);
  const headers = byLink(token);
  const name = asked.applicant_name;
  const form = useAppForm({
    schema,
    defaults: { text: '', relation: '', known_for_years: '' },
    submit: async ({ known_for_years, ...words }) => {
      await writeReference({
        headers,
        body: { ...words, known_for_years: Number(known_for_years) },
      });
      onAnswered('received');
    },
  });
  return (
    <>
      <PageHeader
        title={t('recruitment.reference.greeting', { name })}
        lead={t('recruitment.reference.lead', { name, title: asked.opening_title })}
      />
      <AppForm
        form={form}
        submitLabel={t('recruitment.reference.send')}
        secondary={
          <Button onPress={() => setDeclining(true)}>{t('recruitment.reference.decline')}</Button>
        }
      >
        <p>{t('recruitment.reference.who_reads', { name })}</p>
        <TextField
          name="relation"
          autoComplete="off"
          label={t('recruitment.reference.relation', { name })}
          description={t('recruitment.reference.relation_help', { relation: asked.relation })}
        />
        <TextField
          name="known_for_years"
          inputMode="numeric"
          autoComplete="off"
          label={t('recruitment.reference.years')}
          description={t('recruitment.reference.years_help')}
        />
        <ReferenceText name={name} />
      </AppForm>
      <ConfirmDialog
        open={declining}
        title={t('recruitment.reference.decline_title', { name })}
        loses={<p>{t('recruitment.reference.decline_means', { name })}</p>}
        confirmLabel={t('recruitment.reference.decline')}
        onClose={() => setDeclining(false)}
        onConfirm={async () => {
          await declineReference({ headers });
          onAnswered('declined');
        }}
      />
    </>
  );
}

function ReferenceText({ name }: { name: string }) {
  const t = useT();
  const { number } = useNumbers();
  const value: string = useWatch({ name: 'text' }) ?? '';
  const used = t('recruitment.apply.used', {
    used: number([...value].length),
    most: number(TEXT),
  });
  return (
    <TextArea
      name="text"
      rows={10}
      label={t('recruitment.reference.text')}
      description={`${t('recruitment.reference.text_help', { name })} ${used}`}
    />
  );
}
