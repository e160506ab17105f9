// Narrows a list to one region.
import { useT } from '../../shared/i18n/useT';
import { FilterSelect } from '../../shared/ui/Filters';
import { useRegions } from './data';

interface RegionFilterProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

export function RegionFilter(props: RegionFilterProps) {
  const t = useT();
  const { options } = useRegions();
  return (
    <FilterSelect
      label={t('matching.region')}
      all={t('matching.region.all')}
      options={options}
      {...props}
    />
  );
}
