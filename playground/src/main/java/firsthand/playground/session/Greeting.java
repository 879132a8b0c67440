package firsthand.playground.session;

import firsthand.playground.message.Json;
import firsthand.training.Trainer;

/** What there is to choose from. */
final class Greeting {
    private Greeting() {}

    static Json of(String home, String version, SessionShelf shelf) {
        return Json.object()
                .put("version", version)
                .put("home", home)
                .put("kernels", Trainer.kernels())
                .put("data", shelf.json());
    }
}
