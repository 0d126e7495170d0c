// The client of step 6, which does not wait as long before it tries again.
require("../../../lesson").backoff = () => 100;
require("../../../step6-reconnect/client.js");
