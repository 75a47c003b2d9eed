import org.codelibs.opensearch.runner.OpenSearchRunner;

/** A node of OpenSearch, until whoever has started it ends: java -cp 'jars/*' Node.java FOLDER PORT. */
public final class Node {

	public static void main(String[] arguments) throws Exception {
		var runner = new OpenSearchRunner();
		runner.onBuild((number, settings) -> {
			settings.put("http.port", arguments[1]);
			settings.put("network.host", "127.0.0.1");
			settings.put("transport.port", "0");
			settings.put("discovery.type", "single-node");
			settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
		});
		runner.build(OpenSearchRunner.newConfigs().basePath(arguments[0]).numOfNode(1).clusterName("tests").useLogger());
		while (System.in.read() >= 0) {
			// the pipe is closed when its other end dies
		}
		System.exit(0);
	}
}
