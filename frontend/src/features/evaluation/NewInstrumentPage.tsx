// Writes an instrument, as a draft.
import { useQueryClient } from '@tanstack/react-query';
import { createInstrument } from '../../gen';
import { useT } from '../../shared/i18n/useT';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { useGo } from './go';
import { InstrumentForm } from './InstrumentForm';

export default function NewInstrumentPage() {
  const t = useT();
  const go = useGo();
  const queries = useQueryClient();
  return (
    <>
      <PageHeader
        title={t('evaluation.instrument.write')}
        lead={t('evaluation.instrument.write_lead')}
      />
      <InstrumentForm
        submitLabel={t('evaluation.instrument.save_draft')}
        onSave={async (body) => {
          const { data } = await createInstrument({ body });
          await queries.invalidateQueries({ queryKey: ['instruments'] });
          notify({ tone: 'done', text: t('evaluation.instrument.saved') });
          await go(`/instruments/${data.id}`);
        }}
      />
    </>
  );
}
