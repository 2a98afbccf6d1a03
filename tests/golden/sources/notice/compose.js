sideBySideSource({"id":"notice","claims":[],"fingerprint":["34e93462b3f0a7f09725bd6b0a86cba769529b69f0a994cad6a20c8859628c35",["if5tm","yB45EcVMvVXQ_6WWMh7Qnxw7DUUGaG47Ev7cXBSz"]],"below":"was"});
