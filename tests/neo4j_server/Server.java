import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** Runs Neo4j in the folder named first, with its conf/neo4j.conf, until it is told to stop. */
public class Server {
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Path settings = home.resolve("conf").resolve("neo4j.conf");
        var builder = new DatabaseManagementServiceBuilder(home).loadPropertiesFromFile(settings);
        var service = builder.build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
        System.out.println("ready");
        new CountDownLatch(1).await();
    }
}
