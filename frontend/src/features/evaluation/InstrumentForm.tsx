// Writes an instrument: what it is called and where it comes from, its items, and beside them what respondents will see.
import { lazy, Suspense } from 'react';
import { useWatch } from 'react-hook-form';
import type { InstrumentItem, InstrumentView, SurveyItem } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { Skeleton } from '../../shared/ui/Skeleton';
import styles from './InstrumentForm.module.css';
import { type ItemDraft, ItemFields, itemsSchema } from './ItemFields';

// Comes when it is asked for, so that the page itself stays light.
const Preview = lazy(async () => ({ default: (await import('./Preview')).Preview }));

const schema = z.object({
  code: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  licence: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  citation: z.string().check(z.trim(), z.minLength(1), z.maxLength(1000)),
  items: itemsSchema,
});

interface InstrumentBody {
  code: string;
  title: string;
  licence: string;
  citation: string;
  items: InstrumentItem[];
}

interface InstrumentFormProps {
  instrument?: InstrumentView;
  submitLabel: string;
  onSave: (body: InstrumentBody) => Promise<unknown>;
}

const hasChoices = (kind: ItemDraft['kind']) => kind === 'likert' || kind === 'single_choice';
const written = ({ choices, ...item }: ItemDraft): SurveyItem => ({
  ...item,
  choices: hasChoices(item.kind)
    ? choices.map(({ code, label }) => ({ code: Number(code), label }))
    : [],
});

export function InstrumentForm({ instrument, submitLabel, onSave }: InstrumentFormProps) {
  const t = useT();
  const form = useAppForm({
    schema,
    defaults: {
      code: instrument?.code ?? '',
      title: instrument?.title ?? '',
      licence: instrument?.licence ?? '',
      citation: instrument?.citation ?? '',
      items: (instrument?.items ?? []).map(({ choices = [], required = false, ...item }) => ({
        ...item,
        required,
        choices: choices.map(({ code, label }) => ({ code: String(code), label })),
      })),
    },
    submit: ({ items, ...words }) => onSave({ ...words, items: items.map(written) }),
  });
  const drafts: ItemDraft[] = useWatch({ control: form.form.control, name: 'items' }) ?? [];
  return (
    <div className={styles.sides}>
      <Card>
        <AppForm form={form} submitLabel={submitLabel}>
          <TextField name="title" label={t('evaluation.instrument.title')} />
          <TextField
            name="code"
            disabled={instrument !== undefined}
            label={t('evaluation.instrument.code')}
            description={t('evaluation.instrument.code_help')}
          />
          <TextField
            name="licence"
            label={t('evaluation.instrument.licence')}
            description={t('evaluation.instrument.licence_help')}
          />
          <TextField name="citation" label={t('evaluation.instrument.citation')} />
          <ItemFields />
        </AppForm>
      </Card>
      <div className={styles.preview}>
        <Card title={t('evaluation.preview.title')} aside={t('evaluation.preview.aside')}>
          <Suspense fallback={<Skeleton lines={6} />}>
            <Preview items={drafts.map(written)} />
          </Suspense>
        </Card>
      </div>
    </div>
  );
}
