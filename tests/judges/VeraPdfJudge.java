/* Judges PDFs with the veraPDF library: `java -cp JARS VeraPdfJudge.java FLAVOUR,FLAVOUR`, file names on standard input.
   Prints a line for each rule that a file breaks, and one at its end:
   broken TAB flavour TAB file TAB clause-test TAB times TAB message TAB place      judged TAB flavour TAB file TAB checks */

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public class VeraPdfJudge {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            for (String flavour : arguments[0].split(",")) judge(name, flavour);
        }
    }

    private static void judge(String name, String flavourName) {
        PDFAFlavour flavour = PDFAFlavour.fromString(flavourName);
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        try (PDFAParser parser = foundry.createParser(new File(name), flavour);
             PDFAValidator validator = foundry.createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            Map<RuleId, TestAssertion> broken = new LinkedHashMap<>();
            for (TestAssertion check : result.getTestAssertions()) {
                if (check.getStatus() == TestAssertion.Status.FAILED) broken.putIfAbsent(check.getRuleId(), check);
            }
            broken.forEach((rule, check) -> line("broken", flavourName, name, rule.getClause() + "-" + rule.getTestNumber(),
                result.getFailedChecks().getOrDefault(rule, 1), check.getMessage(), check.getLocation().getContext()));
            if (!result.isCompliant() && broken.isEmpty()) line("broken", flavourName, name, "?", 1, "not compliant", "");
            line("judged", flavourName, name, result.getTotalAssertions());
        } catch (Throwable error) {
            line("broken", flavourName, name, "unreadable", 1, error, "");
        }
    }

    private static void line(Object... fields) {
        StringBuilder text = new StringBuilder();
        for (Object field : fields) text.append(text.length() > 0 ? "\t" : "").append(String.valueOf(field).replaceAll("\\s+", " "));
        OUT.println(text);
    }
}
