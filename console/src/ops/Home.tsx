import { t } from "../texts";
import { View } from "../ui/View";

export function Home() {
  return (
    <View title={t.ops.title} lead={t.ops.lead}>
      <div className="card pad" />
    </View>
  );
}
